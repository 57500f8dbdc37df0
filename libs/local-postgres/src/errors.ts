export type LocalPostgresFailure =
  'unsupported-platform' | 'no-way-to-run' | 'already-owned' | 'not-writable' | 'did-not-start';

/**
 * Errors that keep the local PostgreSQL from running. The message says what to do and can be shown as it is.
 */
export class LocalPostgresError extends Error {
  override readonly name = 'LocalPostgresError';
  readonly code: LocalPostgresFailure;

  constructor(code: LocalPostgresFailure, message: string) {
    super(message);
    this.code = code;
  }
}

/** The `code` of a Node system error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
