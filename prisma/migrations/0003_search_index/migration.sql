-- Free text over names, e-mails, phones and numbers: substring search through trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE INDEX "reservation_search_text_idx" ON "reservation" USING gin ("search_text" gin_trgm_ops);
