// Quarantine: its memory.
#include "heap/quarantine.h"

namespace sweepground {

bool Quarantine::init(Meta& meta, uint32_t limitBytes) {
  if (limitBytes != 0) {
    ring_ = meta.allocate(kMaxEntries * static_cast<uint32_t>(sizeof(Entry)));
    if (ring_ == 0) return false;
  }
  limitBytes_ = limitBytes;
  return true;
}

}  // namespace sweepground
