import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importJourney, importAndUndoJourney } from '../support/journey.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
if (!samples) console.warn('The real sample is not imported: SAMPLE_DATA_DIR is not set.');

// `npm run test:lab` imports the whole sample.
const oneOf = 12;

describe.runIf(samples)('one in twelve baskets of the real sample', () => {
  it('is imported to the cent, exactly once, and undone', async () => {
    const journey = await importAndUndoJourney(join(samples ?? '', 'complete-journey'), oneOf);
    expect(journey.baskets).toBe(Math.ceil(47_243 / oneOf));
    expect(journey.demographics.created).toBeGreaterThan(0);
    await importJourney(journey);
  }, 120_000);
});
