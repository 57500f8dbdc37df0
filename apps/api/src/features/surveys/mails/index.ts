// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { surveyAsked } from './survey-asked.ts';

export const surveyAskedMail = mailTemplate('survey-asked', 'survey', surveyAsked);

export const surveysMails = [surveyAskedMail];
