// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { surveyAsked } from './survey-asked.ts';
import { surveyNews } from './survey-news.ts';

export const surveyAskedMail = mailTemplate('survey-asked', 'survey', surveyAsked);

export const surveyNewsMail = mailTemplate('survey-news', 'survey', surveyNews);

export const surveysMails = [surveyAskedMail, surveyNewsMail];
