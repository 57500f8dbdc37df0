import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slow projects first, so that the many short files of the others fill the end of the run. */
const projects = ['portal', 'portal-log', 'lab', 'api', 'unit'];

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

const placeIn = (list: readonly string[], name: string): number => {
  const place = list.indexOf(name);
  return place < 0 ? list.length : place;
};

/** By project, because a worker serves one. Then the long files. */
const before = (one: TestSpecification, other: TestSpecification): number =>
  placeIn(projects, one.project.name) - placeIn(projects, other.project.name) ||
  placeIn(longFiles, basename(one.moduleId)) - placeIn(longFiles, basename(other.moduleId));

/**
 * An order of chance, given by the seed, but the long files of a project come first. Otherwise one of them may begin
 * last, and the other workers would wait for it.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root, sequence } = this.ctx.config;
    const chance = ({ moduleId }: TestSpecification): string =>
      createHash('sha256')
        .update(`${sequence.seed} ${moduleId.slice(root.length)}`)
        .digest('hex');
    return files.toSorted((one, other) => before(one, other) || (chance(one) < chance(other) ? -1 : 1));
  }
}
