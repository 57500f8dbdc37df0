import type { CodeLineError } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** Why a line of a file with codes is not taken. */
export const codeLineReasons: Record<CodeLineError['reason'], () => string> = {
  empty: m.coupons_import_why_empty,
  'bad-characters': m.coupons_import_why_characters,
  'too-short': m.coupons_import_why_short,
  'too-long': m.coupons_import_why_long,
  twice: m.coupons_import_why_twice,
  known: m.coupons_import_why_known,
  shared: m.coupons_import_why_shared,
};
