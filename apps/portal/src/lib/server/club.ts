import { getClub, type Club } from '@regulars/contracts';
import { ApiProblem, type Api } from './api.ts';

/** Public and the same for everyone, so one reply can serve all visitors for a moment. */
const freshFor = 10_000;
let kept: { club: Club; at: number } | undefined;

/** After one's own change, which must show at once. */
export const forgetClub = (): void => void (kept = undefined);

/** Name and look of the club; null while the API is away. */
export async function loadClub(api: Api): Promise<Club | null> {
  if (kept && Date.now() - kept.at < freshFor) return kept.club;
  try {
    const club = await api.call(getClub);
    kept = { club, at: Date.now() };
    return club;
  } catch (refusal) {
    if (refusal instanceof ApiProblem) return kept?.club ?? null;
    throw refusal;
  }
}
