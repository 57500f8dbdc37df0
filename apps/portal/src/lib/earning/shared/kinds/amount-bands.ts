import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { list, strong, type Wording } from '../wording.ts';
import { linesText } from './chosen-lines.ts';
import type { EffectOf } from './kind.ts';
import { rateText, type Rate } from './points-per-money.ts';

type Effect = EffectOf<'amount-bands'>;
type Band = Rate & { readonly from: number };

const bandTexts = {
  'each-band': m.earning_phrase_each_band,
  'reached-band': m.earning_phrase_reached_band,
};

function bandText(mode: Effect['mode'], band: Band, wording: Wording): string {
  const rate = rateText(band, wording);
  if (band.from === 0) return rate;
  return bandTexts[mode]({ rate, from: money(band.from, band.currency, wording.locale) }, wording);
}

export function amountBands(effect: Effect, wording: Wording): string {
  const bands = effect.currencies.flatMap(({ currency, bands: all }) =>
    all.map((band) => strong(bandText(effect.mode, { ...band, currency }, wording))),
  );
  return `${list(bands, 'conjunction', wording)}${linesText(effect, wording)}`;
}
