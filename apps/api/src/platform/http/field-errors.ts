import type { z } from 'zod';
import type { FieldError } from '../club-error.ts';

/** Errors in a part of a request, each with a JSON pointer that begins with `prefix`; at most 50. */
export const fieldErrors = (error: z.ZodError, prefix: string): FieldError[] =>
  error.issues
    .flatMap(closestIssues)
    .flatMap(placesOf)
    .slice(0, 50)
    .map(({ path, message }) => ({
      pointer: [prefix, ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join(
        '/',
      ),
      message,
    }));

/** Unknown keys get pointers of their own, not the pointer of their object. */
const placesOf = (issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unknown field' }))
    : [issue];

/** For a union, the errors of the intended alternative: the one that knows the keys, or has the right type. */
const closestIssues = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter(
    (alternative) => !alternative.some(({ code, path }) => path.length === 0 && notMeant.has(code)),
  );
  const [only] = meant;
  if (!only || meant.length > 1) return [issue];
  return only.flatMap((inner) => closestIssues({ ...inner, path: [...issue.path, ...inner.path] }));
};

const notMeant: ReadonlySet<string> = new Set(['unrecognized_keys', 'invalid_type']);
