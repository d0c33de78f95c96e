import { handleNextAuth } from "@/lib/http/next-auth-handler";

// next-auth's own endpoints: csrf, callback/credentials, session, signout. Programs sign in here as pages do.
export const GET = handleNextAuth;
export const POST = handleNextAuth;
