import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importJourney, importAndUndoJourney } from '../../test/support/journey.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
if (!samples) console.warn('The real sample is not imported: SAMPLE_DATA_DIR is not set.');

describe.runIf(samples)('the whole sample of real data', () => {
  it('is imported to the cent, exactly once, and undone', async () => {
    const journey = await importAndUndoJourney(join(samples ?? '', 'complete-journey'), 1);
    expect(journey).toMatchObject({
      lines: 75_000,
      baskets: 47_243,
      households: 2377,
      stores: 293,
      products: 92_331,
      gross: 23_393_524,
      nothing: 416,
      demographics: { matched: 801, created: 0 },
    });
    await importJourney(journey);
  }, 600_000);
});
