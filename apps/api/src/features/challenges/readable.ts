import { challenge, type Challenge } from '@regulars/contracts';
import { checkTerms } from '@regulars/loyalty';

const stored = challenge.pick({ terms: true, reward: true });

/** False if a newer version of the software stored it: this one does not know what it counts or gives. */
export const isReadable = ({ terms, reward }: Pick<Challenge, 'terms' | 'reward'>): boolean =>
  stored.safeParse({ terms, reward }).success && checkTerms(terms).length === 0;

const mostRemembered = 2000;
const known = new Map<string, boolean>();

type Version = Pick<Challenge, 'id' | 'version' | 'terms' | 'reward'>;

/** The same for sales, which ask about the same challenges again and again. */
export function isReadableVersion(version: Version): boolean {
  const key = `${version.id}:${version.version}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  if (known.size >= mostRemembered) known.clear();
  const readable = isReadable(version);
  known.set(key, readable);
  return readable;
}
