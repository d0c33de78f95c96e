/** The words of the forms for signing in, joining and choosing a password. */
export const AUTH_WORDS = {
	notTheSame: "is not the same as above",
	email: "E-mail",
	youSignInWithIt: "You sign in with it.",
	yourName: "Your name",
	password: "Password",
	passwordHint: (min: number) => `At least ${min} characters. Several words are fine.`,
	passwordAgain: "Password again",
	goToSignIn: "Go to sign-in",
	newPassword: "New password",
	newPasswordAgain: "New password again",
	setThePassword: "Set the password",
	signIn: "Sign in",
	wrong: "E-mail or password is wrong",
	wrongText: "Check both and try again. If you forgot the password, ask an owner or admin for a reset link.",
	tooManyTries: "Too many tries",
	waitMinutes: (minutes: number) => `Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`,
} as const;
