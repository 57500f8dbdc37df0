/** What a hidden field keeps as JSON, such as a condition; the API checks it. Null for anything else. */
export function jsonOf<Kept extends object>(sent: string | undefined): Kept | null {
  try {
    const read: unknown = JSON.parse(sent ?? '');
    return typeof read === 'object' ? (read as Kept | null) : null;
  } catch {
    return null;
  }
}
