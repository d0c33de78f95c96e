-- Few reservations are gone, and what is gone since somebody looked is counted with every day board.
CREATE INDEX "reservation_tenant_id_gone_before_idx" ON "reservation"("tenant_id", "gone_before")
	WHERE "gone_before" IS NOT NULL;
