/** The server refused; `body` is its answer. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly body: { readonly code: string; readonly message: string; readonly [field: string]: unknown };
  constructor(text: string, body: ApiRefusal['body']) {
    super(text);
    this.body = body;
  }
}

/** The server did not answer at all. */
export class NotReachable extends Error {
  override readonly name = 'NotReachable';
}
