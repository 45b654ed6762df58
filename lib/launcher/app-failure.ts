import { Failure } from '../failure';

/** @param ended exit code, or signal */
export function appFailure(app: string, ended: string): Failure {
  if (ended === '1') return new Failure(1, `the app (${app}) failed; its message is above.`);
  const how = /^\d+$/.test(ended) ? `ended with exit code ${ended}` : `was ended by ${ended}`;
  return new Failure(2, `the app (${app}) could not do its job and ${how}; its message is above.`);
}

export function nothingRendered(): Failure {
  return new Failure(
    2,
    'the app rendered nothing. It has to have a chart with objects, and to write to the folder that CDK8S_OUTDIR ' +
      'names, as a cdk8s App without `outdir` does.',
  );
}
