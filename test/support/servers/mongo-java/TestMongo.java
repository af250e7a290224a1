// In the backend's own package, because its index cannot be extended from elsewhere.
package de.bwaldvogel.mongo.backend.h2;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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

  @Override
  protected Index<Object> openOrCreateSecondaryIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
    // A list of everything of one environment is read faster as it lies.
    if (index.startsWith("all.") && keys.size() > 2) return super.openOrCreateSecondaryIndex(collection, index, keys, sparse);
    return new FieldIndex(index, keys);
  }
}

/** Finds by the first field of an index; the original has no secondary indexes and reads the whole collection. In memory, filled when the collection is opened. */
class FieldIndex extends Index<Object> {
  private static final Set<String> RANGES = Set.of("$in", "$lt", "$lte", "$gt", "$gte", "$exists");

  private final String field;
  private final TreeMap<Object, Set<Object>> positions = new TreeMap<>(ValueComparator.ascWithoutListHandling());
  private long count;

  FieldIndex(String name, List<IndexKey> keys) {
    super(name, keys, true);
    field = keys.get(0).getKey();
  }

  private Collection<?> valuesOf(Document document) {
    Object value = document.get(field);
    if (value instanceof Collection) return (Collection<?>) value;
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public Object getPosition(Document document) {
    return document.get("_id");
  }

  @Override
  public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
    for (Object value : valuesOf(document)) positions.computeIfAbsent(value, (key) -> new LinkedHashSet<>()).add(position);
    count++;
  }

  @Override
  public synchronized Object remove(Document document) {
    Object position = document.get("_id");
    for (Object value : valuesOf(document)) {
      Set<Object> there = positions.get(value);
      if (there != null && there.remove(position) && there.isEmpty()) positions.remove(value);
    }
    count--;
    return position;
  }

  @Override
  public synchronized void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
    remove(before);
    add(after, position, collection);
  }

  @Override
  public boolean canHandle(Document filter) {
    Object condition = filter.get(field);
    if (condition == null || BsonRegularExpression.isRegularExpression(condition)) return false;
    if (!(condition instanceof Document)) return true;
    Document range = (Document) condition;
    if (!RANGES.containsAll(range.keySet()) || Boolean.FALSE.equals(range.get("$exists"))) return false;
    return !range.containsKey("$in") || !((Collection<?>) range.get("$in")).contains(null);
  }

  @Override
  public synchronized Iterable<Object> getPositions(Document filter) {
    Set<Object> found = new LinkedHashSet<>();
    Object condition = filter.get(field);
    if (!(condition instanceof Document)) {
      found.addAll(positions.getOrDefault(condition, Set.of()));
      return found;
    }
    Document range = (Document) condition;
    if (range.containsKey("$in")) {
      for (Object value : (Collection<?>) range.get("$in")) found.addAll(positions.getOrDefault(value, Set.of()));
      return found;
    }
    NavigableMap<Object, Set<Object>> part = positions;
    Object low = range.getOrDefault("$gte", range.get("$gt"));
    Object high = range.getOrDefault("$lte", range.get("$lt"));
    if (low != null) part = part.tailMap(low, true);
    if (high != null) part = part.headMap(high, true);
    // What is exactly at the border is sorted out with the rest of the filter.
    for (Set<Object> there : part.values()) found.addAll(there);
    return found;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {}

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

  @Override
  public synchronized long getCount() {
    return count;
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public synchronized void drop() {
    positions.clear();
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
