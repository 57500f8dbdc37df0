/** So many wrong passwords cost nothing: people mistype. */
const free = 5;
/** From so many failures of all on, an account is under attack, and strangers get one free attempt only. */
const attack = 50;
const shortestWhenAttacked = 30;
const longest = 900;

/**
 * How long before the next attempt of one visitor at one account is looked at.
 * @param tried attempts of this visitor, this one included
 * @param failuresOfAll of all visitors at this account within the hour
 */
export const paceOf = (tried: number, failuresOfAll: number): { readonly waitSeconds: number } => {
  const attacked = failuresOfAll >= attack;
  const over = tried - (attacked ? 1 : free);
  if (over <= 0) return { waitSeconds: 0 };
  const doubled = 2 ** Math.min(over, 20);
  return { waitSeconds: Math.min(longest, attacked ? Math.max(shortestWhenAttacked, doubled) : doubled) };
};
