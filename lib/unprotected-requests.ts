import { surveyObject } from './report/trace-json';
import { unprotectedText } from './report/unprotected';
import { publicRequests, untraceable } from './trace/public-requests';
import { type Survey, type TraceInput, traceWorlds } from './trace/trace-worlds';
import { isUnprotected } from './trace/verdict';

/** The requests from outside that are not certainly encrypted on every hop, and how reports tell of them. */
export class UnprotectedRequests {
  private readonly survey: Survey;

  constructor(input: TraceInput) {
    const { traced, untraced } = traceWorlds(input, (mesh) => ({
      clients: publicRequests(mesh),
      untraceable: untraceable(mesh),
    }));
    this.survey = { traced: traced.filter(({ request }) => isUnprotected(request)), untraced };
  }

  get count(): number {
    return this.survey.traced.length + this.survey.untraced.length;
  }

  text(color: boolean): string {
    return unprotectedText(this.survey, color);
  }

  /** The keys `requests` and `untraced` of the JSON. */
  object(): object {
    return surveyObject(this.survey);
  }
}
