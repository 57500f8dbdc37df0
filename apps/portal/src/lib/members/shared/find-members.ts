export interface FoundMember {
  readonly id: string;
  readonly name: string;
  /** What tells two of the same name apart. */
  readonly note: string;
}

/** Throws if there is no answer. */
export async function findMembers(typed: string, signal: AbortSignal): Promise<FoundMember[]> {
  const response = await fetch(`/console/members/find?q=${encodeURIComponent(typed)}`, { signal });
  if (!response.ok) throw new Error(`The search answered ${response.status}`);
  return (await response.json()) as FoundMember[];
}
