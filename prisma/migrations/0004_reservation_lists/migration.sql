-- A folded, bounded form of the guest's name: same order on every database, whatever its collation, and small enough
-- for an index entry whatever a provider sends.
ALTER TABLE "reservation" ADD COLUMN "guest_sort" TEXT;
CREATE INDEX "reservation_tenant_id_guest_sort_id_idx" ON "reservation"("tenant_id", "guest_sort" COLLATE "C", "id");
CREATE INDEX "reservation_guest_sort_id_idx" ON "reservation"("guest_sort" COLLATE "C", "id");

-- Stays that overlap a range of days. A departure that is absent or not after the arrival counts as one day.
CREATE INDEX "reservation_stay_idx" ON "reservation"
  USING gist ("tenant_id", daterange("arrival", GREATEST("departure", "arrival" + 1))) WHERE "arrival" IS NOT NULL;

CREATE INDEX "reservation_tenant_id_cancelled_at_id_idx" ON "reservation"("tenant_id", "cancelled_at", "id")
  WHERE "cancelled_at" IS NOT NULL;

-- The reservations of one person, when their contact record arrives.
CREATE INDEX "reservation_person_ids_idx" ON "reservation" USING gin ("person_ids");
