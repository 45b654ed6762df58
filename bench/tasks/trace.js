/* All requests to hosts, from outside and inside the mesh, or one request among them; reading the objects is not in it. */
const { Catalog } = require('../../build/lib/manifest/catalog.js');
const { fromObject } = require('../../build/lib/manifest/from-object.js');
const { meshRequests } = require('../../build/lib/trace/mesh-requests.js');
const { publicRequests } = require('../../build/lib/trace/public-requests.js');
const { arrives } = require('../../build/lib/trace/request.js');
const { trace } = require('../../build/lib/trace/trace.js');
const { Mesh } = require('../../build/lib/traffic/mesh.js');
const { clusterOf } = require('../inputs/cluster.js');
const { objectsAtOneGateway, objectsOfHosts } = require('../inputs/hosts.js');

exports.prepare = ({ hosts, oneGateway = false, oneRequest = false }) => {
  const made = oneGateway ? objectsAtOneGateway(hosts) : objectsOfHosts(hosts);
  const [objects, context] = [made, clusterOf(hosts)].map((list) => list.map((object) => fromObject(object)));
  // Each finds its own facts: nothing is known of the objects before.
  const newMesh = () => new Mesh(new Catalog(objects, { context }));
  const [first] = oneRequest ? publicRequests(newMesh()) : [];
  return () => {
    const mesh = newMesh();
    const clients = oneRequest ? [first] : [...publicRequests(mesh), ...meshRequests(mesh)];
    const requests = clients.flatMap((client) => trace(mesh, client));
    const arriving = requests.filter((request) => arrives(request) === true);
    return { objects: objects.length + context.length, requests: requests.length, arriving: arriving.length };
  };
};
