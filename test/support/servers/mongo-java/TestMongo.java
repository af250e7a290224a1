// In the backend's own package, because its index cannot be extended from elsewhere.
package de.bwaldvogel.mongo.backend.h2;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** `TestMongo <file> <port> <wire version>` says "ready" when it listens on loopback, and ends orderly on SIGTERM. */
public class TestMongo {
  public static void main(String[] words) {
    int wireVersion = Integer.parseInt(words[2]);
    MongoVersion version = new MongoVersion() {
      public List<Integer> getVersionArray() {
        return Arrays.asList(5, 0, 0);
      }

      public int getWireVersion() {
        return wireVersion;
      }
    };
    MVStore store = MVStore.open(words[0]);
    Database.store = store;
    MongoServer server = new MongoServer(new Backend(store).version(version));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind("127.0.0.1", Integer.parseInt(words[1]));
    System.out.println("ready");
  }
}

class Backend extends H2Backend {
  Backend(MVStore store) {
    super(store);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new Database(name, getCursorRegistry());
  }
}

class Database extends H2Database {
  /** Static, because the constructor above opens indexes before any field of this class is set. */
  static MVStore store;

  Database(String name, CursorRegistry cursors) {
    super(name, store, cursors);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
    if (!index.equals("_id_")) return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    return new IdIndex(store.openMap(getFullCollectionNamespace(collection) + "._index_" + index), index, keys);
  }
}

/** Finds by `_id` also when a filter has more conditions; the original reads the whole collection for those. */
class IdIndex extends H2UniqueIndex {
  IdIndex(MVMap<KeyValue, Object> map, String name, List<IndexKey> keys) {
    super(map, name, keys, false);
  }

  @Override
  public synchronized boolean canHandle(Document filter) {
    return super.canHandle(justId(filter));
  }

  @Override
  public synchronized Iterable<Object> getPositions(Document filter) {
    return super.getPositions(justId(filter));
  }

  private static Document justId(Document filter) {
    return filter.containsKey("_id") ? new Document("_id", filter.get("_id")) : filter;
  }
}
