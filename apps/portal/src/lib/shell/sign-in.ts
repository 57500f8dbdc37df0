interface Address {
  readonly pathname: string;
  readonly searchParams: Iterable<[string, string]>;
}

/** The page that a form was sent from: without the name of the action (`?/save`). */
export function pathOf({ pathname, searchParams }: Address): string {
  const kept = new URLSearchParams([...searchParams].filter(([name]) => !name.startsWith('/')));
  return kept.size > 0 ? `${pathname}?${kept.toString()}` : pathname;
}

/** The sign-in that leads back to this page. */
export const signInTo = (address: Address): string =>
  `/sign-in?continue=${encodeURIComponent(pathOf(address))}`;
