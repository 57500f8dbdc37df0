import { editPost, createComment, operationOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, field } from '#lib/server/fields.ts';

const { title, source } = operationOf(editPost).body.shape;

/** The fields of a post. */
export const postFields = {
  title: field(title, m.posts_field_title_wrong),
  source: field(source, () => m.posts_field_text_wrong({ most: 10_000 })),
};

/** The text of a comment. */
export const commentFields = {
  source: field(operationOf(createComment).body.shape.source, () => m.posts_field_text_wrong({ most: 4000 })),
};

/** Those of a preview. */
export const previewFields = { title: anyText, source: postFields.source };
