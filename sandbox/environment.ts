/** How an application that follows the sandbox is set up: the sandbox's addresses and clients as environment variables. */
import type { Sandbox } from "./sandbox";

export function environmentOf({
	urls,
	clients,
	apiVersion,
}: Pick<Sandbox, "clients" | "apiVersion"> & { urls: Omit<Sandbox["urls"], "control"> }) {
	return {
		REZSTREAM_ISSUER: urls.rezAccount,
		REZSTREAM_API_URL: urls.rezApi,
		REZSTREAM_API_VERSION: apiVersion,
		REZSTREAM_CLIENT_ID: clients.rezstream.id,
		REZSTREAM_CLIENT_SECRET: clients.rezstream.secret,
		OWNERREZ_APP_URL: urls.ownerWeb,
		OWNERREZ_API_URL: urls.ownerApi,
		OWNERREZ_CLIENT_ID: clients.ownerrez.id,
		OWNERREZ_CLIENT_SECRET: clients.ownerrez.secret,
		OWNERREZ_APP_NAME: clients.ownerrez.appName,
		ALLOW_INSECURE_PROVIDERS: "1",
	};
}
