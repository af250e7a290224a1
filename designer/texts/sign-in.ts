/** Texts of sign in. */
export const signInTexts = {
  crossdock: 'Crossdock',
  signingIn: 'Signing in',
  openTheOneTimeLink: 'Open the one-time link printed by Crossdock, or paste it here.',
  signIn: 'Sign in',
  notSignedIn: 'Not signed in.',
  npxCrossdockLink: 'npx crossdock link',
} as const;
