import { m } from '#lib/paraglide/messages.js';

/** How a page asks what is wrong. */
export interface ReportWords {
  /** The button. */
  open: () => string;
  title: () => string;
  text: () => string;
  field: () => string;
}

export const receiptReport: ReportWords = {
  open: m.tasks_report_open,
  title: m.tasks_report_title,
  text: m.tasks_report_text,
  field: m.tasks_report_field,
};

export const stampReport: ReportWords = {
  open: m.challenges_missing_open,
  title: m.challenges_missing_title,
  text: m.challenges_missing_text,
  field: m.challenges_missing_field,
};

/** Where a challenge counts no stamps. */
export const purchaseReport: ReportWords = {
  open: m.challenges_missing_purchase_open,
  title: m.challenges_missing_purchase_title,
  text: m.challenges_missing_text,
  field: m.challenges_missing_field,
};
