/** A SQL function of a feature. It lives beside the repository that calls it and is applied again when its text changes. */
export interface SqlFunction {
  /** Its name in the schema `public`. */
  readonly name: string;
  /** A whole `create function …`. */
  readonly text: string;
}
