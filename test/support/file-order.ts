import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than a minute on a small machine, the longest first. */
const longFiles = [
  'console-access',
  'console-access-configuration',
  'console-access-programme',
  'nonsense',
  'setup',
  'reach',
  'attacks',
  'people-access',
  'missing-pages',
  'console',
  'backup',
  'replay-erasures',
  'log-canaries',
  'nonsense-sales',
  'nonsense-programme',
  'member-session',
].map((name) => `${name}.test.ts`);

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longFiles.indexOf(basename(moduleId));
  return place < 0 ? longFiles.length : place;
};

/**
 * An order of chance, given by the seed, but the long files come first. Otherwise one of them may begin last, and the
 * other workers would wait for it.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root, sequence } = this.ctx.config;
    const chance = ({ moduleId }: TestSpecification): string =>
      createHash('sha256')
        .update(`${sequence.seed} ${moduleId.slice(root.length)}`)
        .digest('hex');
    return files.toSorted(
      (one, other) => placeOf(one) - placeOf(other) || (chance(one) < chance(other) ? -1 : 1),
    );
  }
}
