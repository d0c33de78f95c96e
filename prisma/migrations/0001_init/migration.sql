-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "operator" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "all_tenants" BOOLEAN NOT NULL DEFAULT true,
    "tenant_ids" TEXT[],
    "disabled_at" TIMESTAMPTZ(6),
    "last_sign_in_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "operator_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "proven_at" TIMESTAMPTZ(6) NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "email" TEXT,
    "role" TEXT NOT NULL,
    "all_tenants" BOOLEAN NOT NULL DEFAULT true,
    "tenant_ids" TEXT[],
    "created_by" TEXT,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "operator_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "read_only" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" TEXT,
    "outcome" TEXT NOT NULL,
    "ip" TEXT,
    "request_id" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connect_attempt" (
    "id" TEXT NOT NULL,
    "state_hash" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "operator_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "sealed" TEXT,
    "redirect_uri" TEXT NOT NULL,
    "return_to" TEXT,
    "scopes" TEXT[],
    "multi_tenant" BOOLEAN NOT NULL,
    "reconnect_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "consumed_at" TIMESTAMPTZ(6),
    "problem" TEXT,
    "problem_detail" TEXT,

    CONSTRAINT "connect_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "account_key" TEXT NOT NULL,
    "account_label" TEXT NOT NULL,
    "multi_tenant" BOOLEAN NOT NULL,
    "requested_scopes" TEXT[],
    "granted_scopes" TEXT[],
    "proven_at" TIMESTAMPTZ(6),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "connection_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "fingerprint" TEXT NOT NULL,
    "last_four" TEXT,
    "has_refresh_token" BOOLEAN NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6),
    "refresh_lease_until" TIMESTAMPTZ(6),
    "refresh_lease_owner" TEXT,
    "refresh_failing_since" TIMESTAMPTZ(6),
    "refresh_retry_at" TIMESTAMPTZ(6),
    "refresh_failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "revocation" (
    "connection_id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delete_data" BOOLEAN NOT NULL,
    "force" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "outcome" TEXT NOT NULL DEFAULT 'pending',
    "steps" JSONB NOT NULL,

    CONSTRAINT "revocation_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT,
    "time_zone_raw" TEXT,
    "included" BOOLEAN NOT NULL DEFAULT true,
    "problem" TEXT,
    "as_of" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type_id" TEXT,
    "type_name" TEXT,
    "property_name" TEXT,
    "time_zone_raw" TEXT,
    "max_occupancy" INTEGER,
    "currency" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "sort_order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "number" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "raw_status" TEXT,
    "arrival" DATE,
    "departure" DATE,
    "guest_name" TEXT,
    "title" TEXT,
    "channel" TEXT,
    "people_count" INTEGER NOT NULL,
    "assignment_count" INTEGER NOT NULL,
    "unassigned_count" INTEGER NOT NULL,
    "currency" TEXT,
    "balance" DECIMAL,
    "booked_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "remote_updated_at" TIMESTAMPTZ(6),
    "remote_version" INTEGER,
    "person_ids" TEXT[],
    "search_text" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "canonical" JSONB NOT NULL,
    "gone_after" TIMESTAMPTZ(6),
    "gone_before" TIMESTAMPTZ(6),
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_assignment" (
    "reservation_id" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "unit_remote_id" TEXT,
    "arrival" DATE,
    "departure" DATE,

    CONSTRAINT "unit_assignment_pkey" PRIMARY KEY ("reservation_id","remote_id")
);

-- CreateTable
CREATE TABLE "reservation_raw" (
    "reservation_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "reservation_raw_pkey" PRIMARY KEY ("reservation_id")
);

-- CreateTable
CREATE TABLE "reservation_version" (
    "id" BIGSERIAL NOT NULL,
    "reservation_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "replaced_at" TIMESTAMPTZ(6) NOT NULL,
    "remote_updated_at" TIMESTAMPTZ(6),
    "canonical" JSONB NOT NULL,

    CONSTRAINT "reservation_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "tenant_id" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,
    "data" JSONB,
    "fetched_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("tenant_id","remote_id")
);

-- CreateTable
CREATE TABLE "stream" (
    "id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "cursor" TEXT,
    "completed_at" TIMESTAMPTZ(6),
    "last_success_at" TIMESTAMPTZ(6),
    "next_due_at" TIMESTAMPTZ(6),
    "waiting" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "expected" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "lease_owner" TEXT,

    CONSTRAINT "stream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" TEXT NOT NULL,
    "stream_id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "requests" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "quarantined" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarantined_record" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "remote_id" TEXT,
    "identity" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_count" INTEGER NOT NULL DEFAULT 1,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "quarantined_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_request" (
    "id" BIGSERIAL NOT NULL,
    "bucket" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "budget_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_pause" (
    "bucket" TEXT NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "budget_pause_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "manual_account_use" (
    "provider" TEXT NOT NULL,
    "account_hash" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "manual_account_use_pkey" PRIMARY KEY ("provider","account_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE INDEX "session_operator_id_idx" ON "session"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "audit_event_target_type_target_id_id_idx" ON "audit_event"("target_type", "target_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id");

-- CreateIndex
CREATE UNIQUE INDEX "connect_attempt_state_hash_key" ON "connect_attempt"("state_hash");

-- CreateIndex
CREATE INDEX "connect_attempt_expires_at_idx" ON "connect_attempt"("expires_at");

-- CreateIndex
CREATE INDEX "connection_state_idx" ON "connection"("state");

-- CreateIndex
CREATE INDEX "credential_expires_at_idx" ON "credential"("expires_at");

-- CreateIndex
CREATE INDEX "tenant_connection_id_idx" ON "tenant"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_provider_remote_id_key" ON "tenant"("provider", "remote_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_tenant_id_remote_id_key" ON "unit"("tenant_id", "remote_id");

-- CreateIndex
CREATE INDEX "reservation_tenant_id_arrival_id_idx" ON "reservation"("tenant_id", "arrival", "id");

-- CreateIndex
CREATE INDEX "reservation_tenant_id_departure_id_idx" ON "reservation"("tenant_id", "departure", "id");

-- CreateIndex
CREATE INDEX "reservation_tenant_id_remote_updated_at_id_idx" ON "reservation"("tenant_id", "remote_updated_at", "id");

-- CreateIndex
CREATE INDEX "reservation_tenant_id_booked_at_id_idx" ON "reservation"("tenant_id", "booked_at", "id");

-- CreateIndex
CREATE INDEX "reservation_arrival_id_idx" ON "reservation"("arrival", "id");

-- CreateIndex
CREATE INDEX "reservation_departure_id_idx" ON "reservation"("departure", "id");

-- CreateIndex
CREATE INDEX "reservation_remote_updated_at_id_idx" ON "reservation"("remote_updated_at", "id");

-- CreateIndex
CREATE INDEX "reservation_booked_at_id_idx" ON "reservation"("booked_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_tenant_id_entity_remote_id_key" ON "reservation"("tenant_id", "entity", "remote_id");

-- CreateIndex
CREATE INDEX "unit_assignment_tenant_id_unit_remote_id_arrival_idx" ON "unit_assignment"("tenant_id", "unit_remote_id", "arrival");

-- CreateIndex
CREATE INDEX "reservation_version_reservation_id_id_idx" ON "reservation_version"("reservation_id", "id");

-- CreateIndex
CREATE INDEX "stream_next_due_at_idx" ON "stream"("next_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "stream_tenant_id_kind_key" ON "stream"("tenant_id", "kind");

-- CreateIndex
CREATE INDEX "run_connection_id_started_at_idx" ON "run"("connection_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "run_stream_id_started_at_idx" ON "run"("stream_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "run_tenant_id_started_at_idx" ON "run"("tenant_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_record_tenant_id_identity_key" ON "quarantined_record"("tenant_id", "identity");

-- CreateIndex
CREATE INDEX "budget_request_bucket_at_idx" ON "budget_request"("bucket", "at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revocation" ADD CONSTRAINT "revocation_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_assignment" ADD CONSTRAINT "unit_assignment_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_raw" ADD CONSTRAINT "reservation_raw_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_version" ADD CONSTRAINT "reservation_version_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream" ADD CONSTRAINT "stream_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream" ADD CONSTRAINT "stream_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_stream_id_fkey" FOREIGN KEY ("stream_id") REFERENCES "stream"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quarantined_record" ADD CONSTRAINT "quarantined_record_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
