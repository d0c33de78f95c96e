import { afterEach, expect, it } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { recordUrl } from "./record-url";

function configure(app: string | undefined): void {
	if (app === undefined) delete process.env.OWNERREZ_APP_URL;
	else process.env.OWNERREZ_APP_URL = app;
	forgetEnvironment();
}

afterEach(() => configure(undefined));

it("leads to the booking's page at OwnerRez, for blocks too", () => {
	configure(undefined);
	expect(recordUrl("reservation", "19458918")).toBe("https://app.ownerrez.com/bookings/19458918");
	expect(recordUrl("block", "7100003")).toBe("https://app.ownerrez.com/bookings/7100003");
});

it("stands on the configured web address", () => {
	configure("http://127.0.0.1:4003/");
	expect(recordUrl("reservation", "7")).toBe("http://127.0.0.1:4003/bookings/7");
});

it.each([
	"",
	"0",
	"007",
	"-5",
	"1.5",
	"ORB7",
	"7 ",
	"7\n",
	"7/../settings",
	"7?x=1",
	"//evil.test",
	"٧",
	"1e3",
	"9".repeat(30),
])("makes no address of an id that is no positive whole number (%j)", (remoteId) => {
	expect(recordUrl("reservation", remoteId)).toBeNull();
});
