import { answerTasks } from './answer-tasks.ts';
import { derivePlainKey } from './plain-key.ts';

answerTasks(derivePlainKey);
