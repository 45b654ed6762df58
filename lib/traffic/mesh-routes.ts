import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import { oldestFirst } from './creation-order';
import { HostIndex } from './host-index';
import { VIRTUAL_SERVICE } from './kinds';
import type { Routes } from './virtual-services';

/** VirtualServices for sidecars, by host. */
export class MeshRoutes {
  private readonly hosts = new HostIndex<Manifest>();

  constructor(
    catalog: Catalog,
    private readonly routes: Routes,
  ) {
    // The narrowest host wins, and of equals the oldest: look-ups take the last.
    const services = oldestFirst(catalog, VIRTUAL_SERVICE).toReversed();
    for (const vs of services.filter((each) => routes.onMesh(each))) {
      for (const { full } of routes.hostsOf(vs)) this.hosts.add(full, vs);
    }
  }

  /** The VirtualService that a sidecar in the namespace goes by for a full host. */
  find(host: string, namespace: string): Manifest | undefined {
    return this.hosts.covering(host).findLast((vs) => this.routes.exportsTo(vs, namespace));
  }
}
