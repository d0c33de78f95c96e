-- When the inventory last listed the unit: an inventory may come in several pages, and only its end tells what is missing.
ALTER TABLE "unit" ADD COLUMN "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
