-- CreateTable
CREATE TABLE "sweep_seen" (
    "stream_id" TEXT NOT NULL,
    "remote_id" TEXT NOT NULL,

    CONSTRAINT "sweep_seen_pkey" PRIMARY KEY ("stream_id","remote_id")
);

-- AddForeignKey
ALTER TABLE "sweep_seen" ADD CONSTRAINT "sweep_seen_stream_id_fkey" FOREIGN KEY ("stream_id") REFERENCES "stream"("id") ON DELETE CASCADE ON UPDATE CASCADE;
