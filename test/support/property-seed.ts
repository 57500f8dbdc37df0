// Runs before the unit and API tests: property tests take their values from the seed of the run, so a failure repeats.
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** 32 bits of the seed that also orders the tests. */
    propertySeed: number;
  }
}

export default function setUp(project: TestProject): void {
  project.provide('propertySeed', project.config.sequence.seed | 0);
}
