/**
 * Nothing can be sent through a connection until somebody does something about it: sign in again, put a secret in its place. Its runs wait meanwhile; it is no
 * fault of theirs. `message` says what is the matter and what to do.
 */
export class ConnectionUnusable extends Error {
  override readonly name = 'ConnectionUnusable';
  readonly code: 'CONNECTION_NOT_CONNECTED' | 'TOKEN_REFUSED' | 'SECRET_MISSING';
  constructor(code: ConnectionUnusable['code'], message: string) {
    super(message);
    this.code = code;
  }
}
