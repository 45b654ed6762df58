import type * as Cdk8sPlus from 'cdk8s-plus-27';

/** Loaded for the first construct that is made with it: it knows all of Kubernetes, and takes half as long as cdk8s. */
export function cdk8sPlus(): typeof Cdk8sPlus {
  return require('cdk8s-plus-27');
}
