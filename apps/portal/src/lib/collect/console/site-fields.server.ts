import { collectShapes, mostCollectOrigins } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { someText } from '#lib/server/fields.ts';
import { Faults } from '#lib/server/submit.ts';

export const siteFields = { name: someText, origins: someText };

const { origins: contract } = collectShapes.createCollectSite.body.shape;

/** The origins that were typed, one on each line. Throws `Faults` that name the wrong one. */
export const originsIn = (typed: string): string[] => {
  const lines = typed
    .split(/[\s,]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = lines.find((line) => !contract.safeParse([line]).success);
  if (wrong !== undefined) throw new Faults({ origins: m.collect_origin_wrong({ origin: wrong }) });
  const read = contract.safeParse([...new Set(lines.map((line) => new URL(line).origin))]);
  if (!read.success) throw new Faults({ origins: m.collect_origins_many({ count: mostCollectOrigins }) });
  return read.data;
};
