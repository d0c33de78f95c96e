-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "paused_at" TIMESTAMPTZ(6),
ADD COLUMN     "paused_by" TEXT;

-- AlterTable
ALTER TABLE "tenant" ADD COLUMN     "paused_at" TIMESTAMPTZ(6),
ADD COLUMN     "paused_by" TEXT,
ADD COLUMN     "silent_since" TIMESTAMPTZ(6),
ADD COLUMN     "webhook_at" TIMESTAMPTZ(6),
ADD COLUMN     "webhook_gap" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "stream" ADD COLUMN     "change_rate" DOUBLE PRECISION,
ADD COLUMN     "error_kind" TEXT,
ADD COLUMN     "failing_since" TIMESTAMPTZ(6),
ADD COLUMN     "held" JSONB,
ADD COLUMN     "poll_seconds" INTEGER;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "cancel_requested_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "quarantined_record" ADD COLUMN     "ignored_at" TIMESTAMPTZ(6),
ADD COLUMN     "ignored_by" TEXT;

-- AlterTable
ALTER TABLE "budget_request" ADD COLUMN     "connection_id" TEXT,
ADD COLUMN     "lane" TEXT;

-- CreateTable
CREATE TABLE "budget_waiter" (
    "id" TEXT NOT NULL,
    "bucket" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "budget_waiter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_pulse" (
    "bucket" TEXT NOT NULL,
    "limit" INTEGER,
    "reason" TEXT,
    "latency_ms" DOUBLE PRECISION,
    "usual_latency_ms" DOUBLE PRECISION,
    "slow_since" TIMESTAMPTZ(6),
    "refused_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(6),
    "open_until" TIMESTAMPTZ(6),
    "probe_owner" TEXT,
    "probe_until" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "provider_pulse_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" BIGSERIAL NOT NULL,
    "provider" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "account" TEXT,
    "action" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "handled_at" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "message" TEXT,
    "compared" INTEGER NOT NULL DEFAULT 0,
    "equal" INTEGER NOT NULL DEFAULT 0,
    "differing" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "extra" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_finding" (
    "id" BIGSERIAL NOT NULL,
    "verification_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "reservation_id" TEXT,
    "fields" TEXT[],
    "repaired" BOOLEAN NOT NULL,

    CONSTRAINT "verification_finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "budget_waiter_bucket_until_idx" ON "budget_waiter"("bucket", "until");

-- CreateIndex
CREATE INDEX "webhook_event_state_id_idx" ON "webhook_event"("state", "id");

-- CreateIndex
CREATE INDEX "webhook_event_provider_account_id_idx" ON "webhook_event"("provider", "account", "id");

-- CreateIndex
CREATE INDEX "webhook_event_received_at_idx" ON "webhook_event"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_provider_event_key_key" ON "webhook_event"("provider", "event_key");

-- CreateIndex
CREATE INDEX "verification_tenant_id_requested_at_idx" ON "verification"("tenant_id", "requested_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "verification_finding_verification_id_remote_id_key" ON "verification_finding"("verification_id", "remote_id");

-- CreateIndex
CREATE INDEX "reservation_version_replaced_at_idx" ON "reservation_version"("replaced_at");

-- AddForeignKey
ALTER TABLE "verification" ADD CONSTRAINT "verification_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_finding" ADD CONSTRAINT "verification_finding_verification_id_fkey" FOREIGN KEY ("verification_id") REFERENCES "verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "stream_connection_id_idx" ON "stream"("connection_id");

-- The one clock of leases and allowances: the database's own. A function, so that tests and the chaos run can move it.
CREATE FUNCTION rezdeck_clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS 'SELECT clock_timestamp()';
