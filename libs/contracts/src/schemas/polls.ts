import { z } from 'zod';
import { fewestPollOptions, longestPollOption, mostPollOptions } from '../endpoints/polls.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { personal } from './privacy.ts';
import { id, instant, text } from './values.ts';

const option = personal(text(longestPollOption).refine(isPlain, hidesSomething));

/** Of a new post. */
export const sentPoll = z
  .object({
    options: z
      .array(option)
      .min(fewestPollOptions)
      .max(mostPollOptions)
      .refine(
        (options) => new Set(options.map((each) => each.toLowerCase())).size === options.length,
        'each one once',
      ),
    most: z.int().min(1).max(mostPollOptions).default(1).describe('how many of them a member may choose'),
    endsAt: instant.nullable().default(null).describe('in the future; null for no end'),
  })
  .refine(({ options, most }) => most <= options.length, {
    path: ['most'],
    error: 'at most as many as there are options',
  });

export type SentPoll = z.infer<typeof sentPoll>;

export const poll = z
  .object({
    options: z.array(
      z.object({
        text: z.string(),
        votes: z.int().nullable().describe('null before the end for those who have not voted'),
      }),
    ),
    most: z.int(),
    endsAt: instant.nullable(),
    over: z.boolean(),
    voters: z.int(),
    mine: z.array(z.int()).describe('what I have chosen, from 0'),
  })
  .meta({ id: 'Poll' });

export type Poll = z.infer<typeof poll>;

/** Requests and replies of the endpoints, by name. */
export const pollsShapes = {
  castVote: {
    params: z.object({ id }),
    body: z.object({
      choices: z
        .array(
          z
            .int()
            .min(0)
            .max(mostPollOptions - 1),
        )
        .max(mostPollOptions)
        .refine((choices) => new Set(choices).size === choices.length, 'each one once')
        .describe('places of the options, from 0; none takes the vote back'),
    }),
    reply: poll,
  },
};
