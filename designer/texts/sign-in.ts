/** Texts of sign in. */
export const signInTexts = {
  crossdock: 'Crossdock',
  signingIn: 'Signing in',
  openTheOneTimeLink: 'Open the one-time link printed by Crossdock, or paste it here.',
  signIn: 'Sign in',
  notSignedIn: 'Not signed in.',
  npxCrossdockLink: 'npx crossdock link',
  linkUsed: 'This link was used or is older than 15 minutes. Run {command} on the server for a new one.',
} as const;
