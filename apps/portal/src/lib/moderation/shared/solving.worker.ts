import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { answerTasks } from './answer-tasks.ts';

answerTasks(deriveKey);
