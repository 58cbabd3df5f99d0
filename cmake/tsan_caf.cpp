// Tells ThreadSanitizer what Debian's libcaf_core, which is not instrumented, does between actors.
// Without this every message looks like a race, and a suppression of those would hide real ones.
//
// Each function here comes before the library's own of the same name and calls it. What is said is
// what the library's atomics do: whatever happened before a message is sent, or in an earlier run
// of an actor, happens before the actor's next run; and the last release of a reference happens
// after all others.

#include <caf/all.hpp>
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

namespace {

template <class Function>
Function* next(const char* name) {
  void* symbol = dlsym(RTLD_NEXT, name);
  if (symbol == nullptr) {
    // Not the library that this was written for.
    __builtin_trap();
  }
  return reinterpret_cast<Function*>(symbol);
}

}  // namespace

namespace caf {

// -- messages ------------------------------------------------------------------

void scheduled_actor::enqueue(mailbox_element_ptr what, execution_unit* context) {
  static auto* const original = next<void(scheduled_actor*, mailbox_element_ptr, execution_unit*)>(
      "_ZN3caf15scheduled_actor7enqueueESt10unique_ptrINS_15mailbox_elementENS_6detail8disposerEE"
      "PNS_14execution_unitE");
  __tsan_release(this);
  __tsan_release(static_cast<memory_managed*>(what.get()));
  original(this, std::move(what), context);
}

void scheduled_actor::launch(execution_unit* context, bool lazy, bool hide) {
  static auto* const original = next<void(scheduled_actor*, execution_unit*, bool, bool)>(
      "_ZN3caf15scheduled_actor6launchEPNS_14execution_unitEbb");
  __tsan_release(this);
  original(this, context, lazy, hide);
}

// The beginning of each run.
bool scheduled_actor::activate(execution_unit* context) {
  static auto* const original = next<bool(scheduled_actor*, execution_unit*)>(
      "_ZN3caf15scheduled_actor8activateEPNS_14execution_unitE");
  __tsan_acquire(this);
  const bool alive = original(this, context);
  __tsan_release(this);
  return alive;
}

// Each message of a run.
scheduled_actor::activation_result scheduled_actor::reactivate(mailbox_element& what) {
  static auto* const original = next<activation_result(scheduled_actor*, mailbox_element&)>(
      "_ZN3caf15scheduled_actor10reactivateERNS_15mailbox_elementE");
  __tsan_acquire(this);
  const auto result = original(this, what);
  __tsan_release(this);
  return result;
}

void blocking_actor::enqueue(mailbox_element_ptr what, execution_unit* context) {
  static auto* const original = next<void(blocking_actor*, mailbox_element_ptr, execution_unit*)>(
      "_ZN3caf14blocking_actor7enqueueESt10unique_ptrINS_15mailbox_elementENS_6detail8disposerEE"
      "PNS_14execution_unitE");
  __tsan_release(this);
  __tsan_release(static_cast<memory_managed*>(what.get()));
  original(this, std::move(what), context);
}

void blocking_actor::await_data() {
  static auto* const original =
      next<void(blocking_actor*)>("_ZN3caf14blocking_actor10await_dataEv");
  original(this);
  __tsan_acquire(this);
}

bool blocking_actor::await_data(timeout_type until) {
  static auto* const original = next<bool(blocking_actor*, timeout_type)>(
      "_ZN3caf14blocking_actor10await_dataENSt6chrono10time_pointINS1_3_V212system_clockENS1_"
      "8durationIlSt5ratioILl1ELl1000000000EEEEEE");
  const bool came = original(this, until);
  __tsan_acquire(this);
  return came;
}

// An actor that ends throws away messages that it never looked at.
void memory_managed::request_deletion(bool) const noexcept {
  __tsan_acquire(const_cast<memory_managed*>(this));
  delete this;
}

// -- references ----------------------------------------------------------------

void ref_counted::deref() const noexcept {
  if (rc_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    request_deletion(true);
  }
}

void intrusive_ptr_release_weak(actor_control_block* x) {
  if (x->weak_refs.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    x->block_dtor(x);
  }
}

void intrusive_ptr_release(actor_control_block* x) {
  if (x->strong_refs.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    x->data_dtor(x->get());
    intrusive_ptr_release_weak(x);
  }
}

}  // namespace caf
