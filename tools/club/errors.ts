/** An error that explains to the user why something is impossible. */
export class ClubToolError extends Error {
  override readonly name = 'ClubToolError';
}
