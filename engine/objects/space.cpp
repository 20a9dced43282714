// Space: the one heap of this instance.
#include "objects/space.h"

namespace sweepground {
namespace {
Heap* gSpace = nullptr;
}  // namespace

Heap& space() { return *gSpace; }
void setSpace(Heap& heap) { gSpace = &heap; }

}  // namespace sweepground
