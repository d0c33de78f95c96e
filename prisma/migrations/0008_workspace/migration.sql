-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "conflicts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "projection" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "operator_preference" (
    "operator_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "operator_preference_pkey" PRIMARY KEY ("operator_id","key")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "operator_id" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "columns" JSONB,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation_note" (
    "id" TEXT NOT NULL,
    "reservation_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "edited_at" TIMESTAMPTZ(6),

    CONSTRAINT "reservation_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "tone" TEXT NOT NULL DEFAULT 'info',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation_tag" (
    "reservation_id" TEXT NOT NULL,
    "tag_id" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "reservation_tag_pkey" PRIMARY KEY ("reservation_id","tag_id")
);

-- CreateTable
CREATE TABLE "reservation_flag" (
    "reservation_id" TEXT NOT NULL,
    "reason" TEXT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "reservation_flag_pkey" PRIMARY KEY ("reservation_id")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" TEXT NOT NULL,
    "operator_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "fields" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_read_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_view_page_shared_idx" ON "saved_view"("page", "shared");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_operator_id_page_name_key" ON "saved_view"("operator_id", "page", "name");

-- CreateIndex
CREATE INDEX "reservation_note_reservation_id_created_at_idx" ON "reservation_note"("reservation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "tag_folded_key" ON "tag"("folded");

-- CreateIndex
CREATE INDEX "reservation_tag_tag_id_idx" ON "reservation_tag"("tag_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");

-- CreateIndex
CREATE INDEX "calendar_feed_operator_id_idx" ON "calendar_feed"("operator_id");

-- CreateIndex
CREATE INDEX "reservation_conflicts_idx" ON "reservation" USING GIN ("conflicts");

-- CreateIndex
CREATE INDEX "reservation_tenant_id_first_seen_at_idx" ON "reservation"("tenant_id", "first_seen_at");

-- CreateIndex
CREATE INDEX "reservation_tenant_id_changed_at_idx" ON "reservation"("tenant_id", "changed_at");

-- CreateIndex
CREATE INDEX "reservation_projection_idx" ON "reservation"("projection");

-- AddForeignKey
ALTER TABLE "operator_preference" ADD CONSTRAINT "operator_preference_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_note" ADD CONSTRAINT "reservation_note_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_tag" ADD CONSTRAINT "reservation_tag_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_tag" ADD CONSTRAINT "reservation_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_flag" ADD CONSTRAINT "reservation_flag_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;
