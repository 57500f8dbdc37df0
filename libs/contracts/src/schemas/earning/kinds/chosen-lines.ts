import { condition } from '../../conditions.ts';

/** The lines that a rule is about; all without both. */
export const chosenLines = {
  where: condition.optional().describe('only lines that match'),
  except: condition.optional().describe('all lines but those that match; not together with `where`'),
};
