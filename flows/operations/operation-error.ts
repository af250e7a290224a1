/** Why an operation cannot be applied. The server answers 409 or 422 with it; the flow is unchanged. */
export type OperationErrorCode =
  | 'UNKNOWN_NODE'
  | 'UNKNOWN_EDGE'
  | 'UNKNOWN_NOTE'
  | 'UNKNOWN_GROUP'
  | 'UNKNOWN_TEST'
  | 'ID_TAKEN'
  | 'ID_RETIRED'
  | 'EDGE_EXISTS'
  | 'BAD_PATH'
  | 'INVALID_VALUE'
  | 'TOO_MANY';

export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly code: OperationErrorCode;
  /** Position of the operation in the list or batch that was applied; undefined for a single one. */
  readonly position: number | undefined;

  constructor(code: OperationErrorCode, message: string, position?: number) {
    super(message);
    this.code = code;
    this.position = position;
  }
}
